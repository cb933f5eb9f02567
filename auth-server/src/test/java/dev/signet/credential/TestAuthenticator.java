package dev.signet.credential;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.signet.MutableClock;
import dev.signet.account.AccountId;

import org.springframework.beans.factory.BeanFactory;

/** An authenticator app on a telephone whose clock is that of the tests. */
public final class TestAuthenticator {

	private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

	private final byte[] secret;

	private final MutableClock clock;

	private TestAuthenticator(byte[] secret, BeanFactory beans) {
		this.secret = secret;
		this.clock = (MutableClock) beans.getBean(Clock.class);
	}

	/** Reads the secret that a page shows to those who type. */
	public static TestAuthenticator typed(String text, BeanFactory beans) {
		String key = text.replace(" ", "");
		byte[] secret = new byte[key.length() * 5 / 8];
		long buffer = 0;
		int held = 0;
		int at = 0;
		for (char each : key.toCharArray()) {
			buffer = (buffer << 5) | ALPHABET.indexOf(each);
			held += 5;
			if (held >= 8) {
				held -= 8;
				secret[at++] = (byte) (buffer >> held);
			}
		}
		return new TestAuthenticator(secret, beans);
	}

	/** The app that a person has set up, with a code of now used for it. */
	public static TestAuthenticator of(AccountId accountId, BeanFactory beans) {
		AuthenticatorSecret secret = beans.getBean(Authenticators.class).propose();
		TestAuthenticator app = new TestAuthenticator(secret.bytes(), beans);
		if (!beans.getBean(Authenticators.class).add(accountId, secret, app.shown())) {
			throw new AssertionError("The person has an app");
		}
		return app;
	}

	/** The app that is set up in the place of the one that a person has. */
	public static TestAuthenticator inPlace(AccountId accountId, BeanFactory beans) {
		AuthenticatorSecret secret = beans.getBean(Authenticators.class).propose();
		TestAuthenticator app = new TestAuthenticator(secret.bytes(), beans);
		beans.getBean(Authenticators.class).replace(accountId, secret, app.shown());
		return app;
	}

	/** Recovery codes of a person. */
	public static List<String> recoveryCodes(AccountId accountId, BeanFactory beans) {
		RecoveryCodes codes = beans.getBean(RecoveryCodes.class);
		return codes.make(accountId, codes.offer(accountId)).orElseThrow();
	}

	/** What it shows now. */
	public String shown() {
		return TimeBasedCode.at(this.secret, TimeBasedCode.stepAt(this.clock.instant()));
	}

	/** What it shows next: half a minute goes by. */
	public String next() {
		this.clock.advance(Duration.ofSeconds(30));
		return shown();
	}

	/** The form that carries what it shows next. */
	public Map<String, String> form() {
		return Map.of("code", next());
	}

	/** A code that it does not show, now or near. */
	public String wrong() {
		long step = TimeBasedCode.stepAt(this.clock.instant());
		List<String> near = List.of(TimeBasedCode.at(this.secret, step - 1), TimeBasedCode.at(this.secret, step),
				TimeBasedCode.at(this.secret, step + 1), TimeBasedCode.at(this.secret, step + 2));
		return near.contains("000000") ? "000001" : "000000";
	}

}
