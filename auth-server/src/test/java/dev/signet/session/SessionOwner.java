package dev.signet.session;

import java.util.List;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.Factor;
import dev.signet.account.TestAccounts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Somebody who signs in, and whose sessions are heard when they end.
 */
@SignetTest
abstract class SessionOwner {

	static final Device DEVICE = new Device("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0", "192.0.2.7",
			"ab".repeat(32));

	@Autowired
	Sessions sessions;

	@Autowired
	Accounts accounts;

	@Autowired
	JdbcClient jdbc;

	@Autowired
	MutableClock clock;

	@Autowired
	ConfigurableApplicationContext context;

	AccountId account;

	EndedSessions ended;

	@BeforeEach
	void listen() {
		this.account = SessionsTests.person(this.accounts);
		this.ended = new EndedSessions(this.context);
	}

	@AfterEach
	void stopListening() {
		this.ended.close();
	}

	NewSession open(boolean remembered) {
		return this.sessions
			.open(TestAccounts.generation(this.accounts, this.account), List.of(password()), remembered, DEVICE)
			.orElseThrow();
	}

	Factor password() {
		return SessionsTests.password(this.clock);
	}

}
