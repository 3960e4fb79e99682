"""A demo world, made by running the engine: people, eighteen months of requisitions, assessments and incidents."""
