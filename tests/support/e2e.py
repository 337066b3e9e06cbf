"""Runs tests/e2e/test_*.py and ends with the totals on a line of their own."""
import sys
import unittest

loader = unittest.TestLoader()
if len(sys.argv) > 1 and sys.argv[1]:
    loader.testNamePatterns = [f"*{sys.argv[1]}*"]
suite = loader.discover("tests/e2e", pattern="test_*.py")
result = unittest.TextTestRunner(verbosity=1).run(suite)
failed = len(result.failures) + len(result.errors)
print(f"e2e: {result.testsRun - failed - len(result.skipped)} passed, {failed} failed")
sys.exit(1 if failed or not result.testsRun else 0)
