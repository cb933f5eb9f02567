package dev.signet.flow;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.signet.SignetTest;
import dev.signet.account.Account;
import dev.signet.client.Client;
import dev.signet.client.Clients;
import dev.signet.grant.GrantJobs;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A million expired rows go by themselves while people sign in, and nothing else goes
 * with them.
 */
@SignetTest
class CleanUpLoadTests {

	/** How many grants with code and refresh token one statement makes. */
	private static final int GRANTS = 1_000;

	/** How many revoked access tokens it makes besides. */
	private static final int REVOKED = 17_000;

	private static final int STATEMENTS = 50;

	private static final Duration LONG_AGO = Duration.ofDays(30);

	@Autowired
	private BeanFactory beans;

	@Autowired
	private JdbcClient jdbc;

	@Test
	void sweepWhenAMillionRowsHaveExpiredThenTheyGoAndLiveOnesStay() {
		Actors actors = new Actors(this.beans);
		Account person = actors.person("USER");
		RelyingParty app = actors.app();
		Browser browser = actors.consented(person, app);
		String refreshToken = app.redeem(app.code(browser)).refreshToken();
		Client client = this.beans.getBean(Clients.class).findByClientId(app.clientId()).orElseThrow();
		for (int i = 0; i < STATEMENTS; i++) {
			fill(person, client);
		}
		AtomicBoolean swept = new AtomicBoolean();
		CompletableFuture<Void> sweeping = CompletableFuture.runAsync(() -> {
			while (expired() > 0) {
				GrantJobs.sweep(this.beans);
			}
		}).whenComplete((nothing, failure) -> swept.set(true));
		int signIns = 0;
		do {
			// What the sweep holds up or takes away shows here
			RelyingParty.Answer tokens = app.redeem(app.code(browser));
			assertThat(tokens.status()).isEqualTo(200);
			assertThat(app.refresh(tokens.refreshToken()).status()).isEqualTo(200);
			signIns++;
		}
		while (!swept.get());
		sweeping.join();
		assertThat(expired()).isZero();
		assertThat(signIns).isPositive();
		assertThat(app.refresh(refreshToken).status()).isEqualTo(200);
	}

	private void fill(Account person, Client client) {
		Instant then = Instant.now().minus(LONG_AGO);
		this.jdbc.sql("""
				with given as (
				  insert into grants (id, account_id, client_id, session_id, scopes, factor_methods, factor_times,
				    created_at, ends_at)
				  select gen_random_uuid(), :account, :client, gen_random_uuid(), '{openid}', '{PASSWORD}',
				    array[:then::timestamptz], :then::timestamptz, :then::timestamptz from generate_series(1, :grants)
				  returning id),
				codes as (
				  insert into authorization_codes (digest, grant_id, issued_at, expires_at)
				  select sha256(id::text::bytea), id, :then::timestamptz, :then::timestamptz from given),
				refresh as (
				  insert into refresh_tokens (digest, grant_id, generation, issued_at, expires_at)
				  select sha256(id::text::bytea), id, 0, :then::timestamptz, :then::timestamptz from given)
				insert into revoked_access_tokens (jti, expires_at)
				select gen_random_uuid()::text, :then::timestamptz from generate_series(1, :revoked)""")
			.param("account", person.id().value())
			.param("client", client.id())
			.param("then", Timestamp.from(then))
			.param("grants", GRANTS)
			.param("revoked", REVOKED)
			.update();
	}

	private int expired() {
		return this.jdbc.sql("""
				select (select count(*) from grants where ends_at < now() - interval '20 days')
				  + (select count(*) from authorization_codes where expires_at < now() - interval '20 days')
				  + (select count(*) from refresh_tokens where expires_at < now() - interval '20 days')
				  + (select count(*) from revoked_access_tokens where expires_at < now() - interval '20 days')""")
			.query(Integer.class)
			.single();
	}

}
