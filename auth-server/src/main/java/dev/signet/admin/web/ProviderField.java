package dev.signet.admin.web;

import java.util.List;
import java.util.stream.Stream;

import dev.signet.federation.settings.AccountCreation;
import dev.signet.federation.settings.UpstreamAuthentication;

/**
 * The fields of the form in which a provider is set up. Their words have the keys
 * {@code admin.field.} and the name, those of a choice the option after it.
 */
enum ProviderField {

	/** What people call it. */
	NAME("name", Kind.LINE),
	/** The issuer identifier. */
	ISSUER("issuer", Kind.ADDRESS),
	/** Whose people come from Microsoft. */
	TENANT("tenant", Kind.LINE),
	/** The authorization endpoint. */
	AUTHORIZATION("authorization", Kind.ADDRESS),
	/** The token endpoint. */
	TOKEN("token", Kind.ADDRESS),
	/** The userinfo endpoint. */
	USERINFO("userinfo", Kind.ADDRESS),
	/** The key set. */
	JWKS("jwks", Kind.ADDRESS),
	/** Where people sign out. */
	END_SESSION("endSession", Kind.ADDRESS),
	/** Who this server is over there. */
	CLIENT_ID("clientId", Kind.LINE),
	/** The team at Apple. */
	APPLE_TEAM("appleTeam", Kind.LINE),
	/** The key at Apple. */
	APPLE_KEY_ID("appleKeyId", Kind.LINE),
	/** What proves it; it is never shown again. */
	SECRET("secret", Kind.SECRET),
	/** Apple's key, which has several lines. */
	KEY("secret", Kind.KEY),
	/** How it is proved. */
	AUTHENTICATION("authentication", Kind.CHOICE,
			Stream.of(UpstreamAuthentication.values())
				.filter((each) -> each != UpstreamAuthentication.APPLE_SECRET)
				.map(Enum::name)
				.toArray(String[]::new)),
	/** The day on which the secret ends. */
	SECRET_EXPIRES("secretExpires", Kind.DAY),
	/** What is asked for. */
	SCOPES("scopes", Kind.LINE),
	/** Whether the provider asks again. */
	PROMPT("prompt", Kind.CHOICE, "", "select_account", "login", "consent"),
	/** The one organisation at Google. */
	HOSTED_DOMAIN("hostedDomain", Kind.LINE),
	/** The words of the button. */
	BUTTON_TEXT("buttonText", Kind.LINE),
	/** The symbol on it. */
	ICON("icon", Kind.CHOICE, "", "google", "github", "microsoft", "apple", "facebook", "gitlab", "linkedin", "discord",
			"openid", "key"),
	/** Its place among the others. */
	POSITION("position", Kind.NUMBER),
	/** The domains whose people use it. */
	DOMAINS("domains", Kind.LINES),
	/** The apps at which it is shown. */
	CLIENTS("clients", Kind.LINES),
	/** Whether it is believed about addresses. */
	EMAIL_TRUSTED("emailTrusted", Kind.TICK),
	/** Whether somebody unknown gets an account. */
	CREATION("creation", Kind.CHOICE, Stream.of(AccountCreation.Mode.values()).map(Enum::name).toArray(String[]::new)),
	/** The domains whose people get one. */
	CREATION_DOMAINS("creationDomains", Kind.LINES),
	/** Whether people sign out there too. */
	LOGOUT_UPSTREAM("logoutUpstream", Kind.TICK);

	private final String id;

	private final Kind kind;

	private final List<String> options;

	ProviderField(String id, Kind kind, String... options) {
		this.id = id;
		this.kind = kind;
		this.options = List.of(options);
	}

	/** Its name in the form. */
	String id() {
		return this.id;
	}

	/** How it is typed. */
	Kind kind() {
		return this.kind;
	}

	/** What can be chosen. */
	List<String> options() {
		return this.options;
	}

	/** Whether it goes in and is never shown. */
	boolean secret() {
		return this.kind == Kind.SECRET || this.kind == Kind.KEY;
	}

	/** How a field is typed. */
	enum Kind {

		/** Some words. */
		LINE,
		/** An address on the web. */
		ADDRESS,
		/** Several words, one a line. */
		LINES,
		/** A whole number. */
		NUMBER,
		/** A day. */
		DAY,
		/** Yes or no. */
		TICK,
		/** One of several. */
		CHOICE,
		/** One that is not shown. */
		SECRET,
		/** One that is not shown and has several lines. */
		KEY

	}

}
