"""Stories told from articles: sparse, explainable, the same every time, without a neural model."""
