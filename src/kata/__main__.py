"""``python -m kata``: the command line, for editors that start modules."""

from kata.cli import main

if __name__ == "__main__":
    main(prog_name="kata")
