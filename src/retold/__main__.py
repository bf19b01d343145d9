"""``python -m retold`` is the command ``retold``."""

from retold.cli import main

if __name__ == "__main__":
    main(prog_name="retold")
