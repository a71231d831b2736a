"""What feeds are made of: items cut out one by one, their dates, texts, and who passed them on."""
