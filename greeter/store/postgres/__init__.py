"""A store on a PostgreSQL server. Its driver is an extra (`greeter[office]`): nothing here is imported before such an address is opened."""
