package dev.signet.flow;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import dev.signet.MutableClock;
import dev.signet.SignetTest;
import dev.signet.account.Accounts;
import dev.signet.registration.Invitations;
import dev.signet.registration.TestInvitations;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where no mail is sent, the sign-up page makes accounts and tells which addresses have
 * one: so it counts by network.
 */
@SignetTest
class SignUpLimitFlowTests {

	@Autowired
	private Actors actors;

	@Autowired
	private Accounts accounts;

	@Autowired
	private Invitations invitations;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private MutableClock clock;

	private Browser browser;

	@BeforeEach
	void setUp() {
		this.browser = this.actors.browser();
	}

	@Test
	void registerWhenOneIsLeftThenThatCountsAlsoIfTheAddressIsTaken() {
		counted(99);
		String taken = this.actors.person("USER").emailAddress();
		Page told = register("/register", name(), taken);
		assertThat(told.status()).isEqualTo(200);
		assertThat(told.document().select("[name=email][aria-invalid=true]")).hasSize(1);
		String name = name();
		Page limited = register("/register", name, name + "@example.test");
		assertThat(limited.status()).isEqualTo(429);
		assertThat(limited.header("Retry-After")).isPresent();
		assertThat(limited.document().select("#email-error").text()).contains("your network", "60 minutes");
		assertThat(limited.document().selectFirst("[name=username]").val()).isEqualTo(name);
		assertThat(this.accounts.findByLogin(name)).isEmpty();
		this.clock.advance(Duration.ofHours(1));
		assertThat(register("/register", name, name + "@example.test").address().getPath()).isEqualTo("/account");
	}

	@Test
	void registerWhenInvitedThenNotCounted() {
		counted(100);
		String link = this.invitations.make(TestInvitations.plain(), TestInvitations.operator(this.accounts)).link();
		String name = name();
		assertThat(register(link, name, name + "@example.test").address().getPath()).isEqualTo("/account");
	}

	@Test
	void registerWhenTheFormIsWrongThenNotCounted() {
		counted(99);
		assertThat(register("/register", "x y", "nowhere").status()).isEqualTo(200);
		String name = name();
		assertThat(register("/register", name, name + "@example.test").address().getPath()).isEqualTo("/account");
	}

	private Page register(String address, String username, String email) {
		return this.browser.submit(this.browser.open(address),
				Map.of("username", username, "email", email, "password", Actors.PASSWORD));
	}

	private void counted(int times) {
		this.jdbc.sql("""
				insert into asks (asker, asked, forgotten_at)
				values ('SIGN_UP_FROM_NETWORK 127.0.0.1', :times, :until)
				on conflict (asker) do update set asked = excluded.asked, forgotten_at = excluded.forgotten_at""")
			.param("times", times)
			.param("until", Timestamp.from(this.clock.instant().plus(Duration.ofHours(1))))
			.update();
	}

	private static String name() {
		return "s" + UUID.randomUUID().toString().substring(0, 12);
	}

}
