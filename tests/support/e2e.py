"""Runs tests/e2e/test_*.py and ends with the totals on a line of their own."""
import sys
import unittest

loader = unittest.TestLoader()
if len(sys.argv) > 1 and sys.argv[1]:
    loader.testNamePatterns = [f"*{sys.argv[1]}*"]
suite = loader.discover("tests/e2e", pattern="test_*.py")
result = unittest.TextTestRunner(verbosity=1).run(suite)
# A test fails once, in however many of its parts.
failed = len({getattr(test, "test_case", test).id() for test, _ in result.failures + result.errors})
print(f"e2e: {result.testsRun - failed - len(result.skipped)} passed, {failed} failed")
sys.exit(1 if failed or not result.testsRun else 0)
