"""Reconcile: facts of many articles become records."""
