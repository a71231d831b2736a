"""The review page of `clipbook serve`: proposals side by side, taken or refused; on no site."""
