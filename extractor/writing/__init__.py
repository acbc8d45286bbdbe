"""Write: facts and records in the formats that people use."""
