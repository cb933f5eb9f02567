package dev.signet.credential;

import java.net.URI;
import java.time.Duration;
import java.util.Collection;

import dev.signet.account.Account;
import dev.signet.credential.CredentialProperties.Argon2;
import dev.signet.credential.CredentialProperties.BreachService;
import dev.signet.credential.CredentialProperties.Hashing;
import dev.signet.credential.CredentialProperties.Password;
import dev.signet.outbound.OutboundHttp;
import dev.signet.outbound.TestOutbound;
import dev.signet.web.PublicAddress;

/** Rules for passwords without a server around them. */
public final class TestPasswordRules {

	private TestPasswordRules() {
	}

	/**
	 * The rules at their defaults, where nobody but the holders of a role has a second
	 * factor.
	 */
	public static PasswordRules needingMoreOf(String role) {
		return needingMoreOf(role, settings(new Argon2(7168, 1, 1)), TestOutbound.allowing());
	}

	/** The same with settings, and the way out to a service that they may name. */
	static PasswordRules needingMoreOf(String role, CredentialProperties settings, OutboundHttp http) {
		SecondStep secondStep = new SecondStep() {

			@Override
			public boolean awaits(Account person) {
				return person.roles().contains(role);
			}

			@Override
			public boolean awaitsNew(Collection<String> roles, Collection<String> groups) {
				return roles.contains(role);
			}

		};
		return new PasswordRules(settings, secondStep, new CommonPasswords(), new BreachCheck(settings, http),
				new PublicAddress(URI.create("https://login.northwind.example")));
	}

	static CredentialProperties settings(Argon2 argon2) {
		return new CredentialProperties(new Password(15, 8), new BreachService(null), argon2,
				new Hashing(0, 16, Duration.ofSeconds(5), Duration.ofSeconds(1)));
	}

}
