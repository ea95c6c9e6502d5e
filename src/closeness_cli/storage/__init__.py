"""The vault and the item bank: the only place with SQL, drivers and YAML."""
