package dev.signet;

import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Puts the shared clock right after each test.
 */
final class ClockReset implements TestExecutionListener {

	@Override
	public void afterTestMethod(TestContext test) {
		test.getApplicationContext().getBean(MutableClock.class).reset();
	}

}
