"""Makes `python -m greeter` the command line."""

from greeter.cli import main

main()
