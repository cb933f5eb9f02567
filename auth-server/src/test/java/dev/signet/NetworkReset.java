package dev.signet;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Forgets after each test what is counted for the network: all tests come from one.
 */
final class NetworkReset implements TestExecutionListener {

	@Override
	public void afterTestMethod(TestContext test) {
		test.getApplicationContext()
			.getBean(JdbcClient.class)
			.sql("delete from asks where asker like '%\\_FROM\\_NETWORK %'")
			.update();
	}

}
