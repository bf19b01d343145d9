"""The encoder and the tables that ship with Retold; ``NOTICE`` says whose they are."""
