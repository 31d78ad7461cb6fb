"""Tests of the licence detector."""
