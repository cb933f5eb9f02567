package dev.signet.federation.preset;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import dev.signet.federation.call.UpstreamTrouble;
import dev.signet.federation.settings.AccountCreation;
import dev.signet.federation.settings.ClaimMapping;
import dev.signet.federation.settings.ClaimMapping.ProfileRule;
import dev.signet.federation.settings.ClaimMapping.When;
import dev.signet.federation.settings.ProviderAudience;
import dev.signet.federation.settings.ProviderButton;
import dev.signet.federation.settings.ProviderEndpoints;
import dev.signet.federation.settings.ProviderSettings;
import dev.signet.federation.settings.UpstreamAuthentication;
import dev.signet.federation.settings.UpstreamClient;
import org.jspecify.annotations.Nullable;

import org.springframework.modulith.NamedInterface;

/**
 * The kinds of providers, with what is known of each. The names are stored; never rename
 * one.
 */
@NamedInterface("preset")
public enum Preset {

	/** Google (OpenID Connect). */
	GOOGLE(new GoogleQuirks(), "Google", ProviderEndpoints.ofIssuer("https://accounts.google.com"),
			UpstreamAuthentication.SECRET_POST, "openid email profile"),

	/** GitHub (OAuth 2.0 with its own calls). */
	GITHUB(new GitHubQuirks(), "GitHub",
			oauth2("https://github.com/login/oauth/authorize", "https://github.com/login/oauth/access_token",
					"https://api.github.com/user"),
			UpstreamAuthentication.SECRET_POST, "read:user user:email"),

	/** Microsoft Entra ID and personal accounts (OpenID Connect). */
	MICROSOFT(new MicrosoftQuirks(), "Microsoft",
			ProviderEndpoints.ofIssuer("https://login.microsoftonline.com/common/v2.0"),
			UpstreamAuthentication.SECRET_POST, "openid email profile"),

	/** Sign in with Apple (OpenID Connect). */
	APPLE(new AppleQuirks(), "Apple", ProviderEndpoints.ofIssuer("https://appleid.apple.com"),
			UpstreamAuthentication.APPLE_SECRET, "openid email name"),

	/** Facebook (OAuth 2.0 with its own calls). */
	FACEBOOK(new FacebookQuirks(), "Facebook",
			oauth2("https://www.facebook.com/dialog/oauth", "https://graph.facebook.com/oauth/access_token",
					"https://graph.facebook.com/me?fields=id,name,first_name,last_name,email"),
			UpstreamAuthentication.SECRET_POST, "public_profile email"),

	/** GitLab, theirs or one's own (OpenID Connect). */
	GITLAB(new Quirks(), "GitLab", ProviderEndpoints.ofIssuer("https://gitlab.com"), UpstreamAuthentication.SECRET_POST,
			"openid email profile"),

	/** LinkedIn (OpenID Connect). */
	LINKEDIN(new LinkedInQuirks(), "LinkedIn", ProviderEndpoints.ofIssuer("https://www.linkedin.com/oauth"),
			UpstreamAuthentication.SECRET_POST, "openid email profile"),

	/** Discord (OAuth 2.0 with its own calls). */
	DISCORD(new DiscordQuirks(), "Discord",
			oauth2("https://discord.com/oauth2/authorize", "https://discord.com/api/oauth2/token",
					"https://discord.com/api/users/@me"),
			UpstreamAuthentication.SECRET_POST, "identify email"),

	/** Any that speaks OpenID Connect, known by its issuer alone. */
	OPENID_CONNECT(new Quirks(), "OpenID Connect", new ProviderEndpoints(null, null, null, null, null, null),
			UpstreamAuthentication.SECRET_BASIC, "openid email profile"),

	/** Any that speaks OAuth 2.0, with its endpoints and the names of its claims. */
	OAUTH2(new MappedQuirks(), "OAuth 2.0", new ProviderEndpoints(null, null, null, null, null, null),
			UpstreamAuthentication.SECRET_BASIC, "");

	/** What most call it; an administrator sees and changes these rules. */
	private static final ClaimMapping USUAL = new ClaimMapping(List.of(new ProfileRule("sub", ClaimMapping.SUBJECT),
			new ProfileRule("id", ClaimMapping.SUBJECT), new ProfileRule("email", ClaimMapping.EMAIL),
			new ProfileRule("email_verified", ClaimMapping.EMAIL_VERIFIED)), List.of(), When.FIRST);

	private final Quirks quirks;

	private final String usualName;

	private final ProviderEndpoints endpoints;

	private final UpstreamAuthentication authentication;

	private final List<String> scopes;

	Preset(Quirks quirks, String usualName, ProviderEndpoints endpoints, UpstreamAuthentication authentication,
			String scopes) {
		this.quirks = quirks;
		this.usualName = usualName;
		this.endpoints = endpoints;
		this.authentication = authentication;
		this.scopes = scopes.isEmpty() ? List.of() : List.of(scopes.split(" "));
	}

	/** The settings to begin with; an administrator can change each. */
	public ProviderSettings defaults() {
		return new ProviderSettings(this.usualName, this.endpoints, UpstreamClient.of("", this.authentication),
				this.scopes, null, null, new ProviderButton(null, icon(), 100), ProviderAudience.EVERYBODY, trusted(),
				AccountCreation.OFF, mapping(), false);
	}

	private ClaimMapping mapping() {
		return switch (this) {
			case OAUTH2 -> USUAL;
			case FACEBOOK -> names("first_name", "last_name");
			case GITHUB, DISCORD -> ClaimMapping.NONE;
			default -> names("given_name", "family_name");
		};
	}

	/** So that people who are new here need not type their names. */
	private static ClaimMapping names(String given, String family) {
		return new ClaimMapping(List.of(new ProfileRule(given, "given_name"), new ProfileRule(family, "family_name")),
				List.of(), When.FIRST);
	}

	/** Whether it gives ID tokens. */
	public boolean openIdConnect() {
		return switch (this) {
			case GITHUB, FACEBOOK, DISCORD, OAUTH2 -> false;
			default -> true;
		};
	}

	/**
	 * Whether it can be asked to let people sign in once more, and says that it did. Of
	 * OAuth 2.0 nothing like that is known.
	 */
	public boolean asksAfresh() {
		return openIdConnect() && this.quirks.asksAfresh();
	}

	/**
	 * The fields that a rule can fill: those of a profile, and of OAuth 2.0 who it is.
	 */
	public List<String> fields() {
		Stream<String> beside = (this == OAUTH2)
				? Stream.of(ClaimMapping.SUBJECT, ClaimMapping.EMAIL, ClaimMapping.EMAIL_VERIFIED) : Stream.empty();
		return Stream.concat(beside, ProfileFields.names().stream()).toList();
	}

	/**
	 * Who it would be of whom the provider claimed this, by the rules of a sign-in. It is
	 * not asked.
	 * @param issuer the issuer that is set; for OAuth 2.0 {@code signet:} and the alias
	 * @throws UpstreamTrouble when it would be nobody, or nobody whom the settings let in
	 */
	public UpstreamPerson person(ProviderSettings settings, String issuer, Claimed claimed) throws UpstreamTrouble {
		Map<String, Object> claims = new HashMap<>(claimed.others());
		this.quirks.claim(settings, claimed, claims);
		return this.quirks.person(settings, this.quirks.issuer(this.quirks.found(issuer), claims), claims);
	}

	/** What it does in its own way. */
	public Quirks quirks() {
		return this.quirks;
	}

	private @Nullable String icon() {
		return switch (this) {
			case OPENID_CONNECT, OAUTH2 -> null;
			default -> name().toLowerCase(Locale.ROOT);
		};
	}

	/** Those that say truly whether they have verified an address. */
	private boolean trusted() {
		return switch (this) {
			case GOOGLE, GITHUB, MICROSOFT, APPLE -> true;
			default -> false;
		};
	}

	private static ProviderEndpoints oauth2(String authorization, String token, String userinfo) {
		return ProviderEndpoints.of(URI.create(authorization), URI.create(token), URI.create(userinfo));
	}

}
