package dev.signet;

import dev.signet.flow.Upstream;

import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Lets the stand-ins for providers work as they should after each test, and takes the
 * providers off the sign-in page that stood for them.
 */
final class StandInReset implements TestExecutionListener {

	@Override
	public void afterTestMethod(TestContext test) {
		Upstream.reset(test.getApplicationContext());
	}

}
