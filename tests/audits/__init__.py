"""Tests of the rules, the policy and the engine."""
