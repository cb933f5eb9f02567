package dev.signet.logout;

import java.util.UUID;

import dev.signet.Eventually;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Does at once what happens in the background. */
public final class LogoutJobs {

	private LogoutJobs() {
	}

	/** Delivers the notices that are due, as one of the workers. */
	public static void deliver(BeanFactory beans) {
		beans.getBean(LogoutDelivery.class).deliverDue();
	}

	/** Gives up old notices and deletes old receipts. */
	public static void sweep(BeanFactory beans) {
		beans.getBean(LogoutSweep.class).sweep();
	}

	/** Waits until each app has answered once, whatever it was. */
	public static void awaitAnswers(JdbcClient jdbc, UUID accountId) {
		awaitNone(jdbc, accountId, "last_answer is null");
	}

	/** Waits until each app has taken its notice. */
	public static void awaitDelivery(JdbcClient jdbc, UUID accountId) {
		awaitNone(jdbc, accountId, "state <> 'DELIVERED'");
	}

	/** What the app has received may not be noted yet. */
	private static void awaitNone(JdbcClient jdbc, UUID accountId, String condition) {
		Eventually.holds(() -> jdbc.sql("select count(*) from logout_notices where account_id = :id and " + condition)
			.param("id", accountId)
			.query(Integer.class)
			.single() == 0);
	}

}
