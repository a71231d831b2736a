"""`python -m clipbook`."""

from clipbook.cli import main

main()
