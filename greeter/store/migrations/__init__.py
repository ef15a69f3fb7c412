"""The steps by which a store came to its present form. Each is applied once, in order, inside a transaction, and is
the same for SQLite and PostgreSQL (`greeter.store.postgres.dialect` turns types and placeholders).

To add one: 1. a file here with a function named after what it does; 2. its line in `greeter.store.migrate.STEPS`; 3. a test that upgrades a store of
the version before. A step that has been released is never changed.
"""
