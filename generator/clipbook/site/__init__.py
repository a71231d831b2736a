"""Pages become files here. Only this package and the plugin know MkDocs."""
