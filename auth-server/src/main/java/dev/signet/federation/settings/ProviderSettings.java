package dev.signet.federation.settings;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What administrators choose about a provider.
 *
 * @param name what people call it, such as Google
 * @param endpoints where it answers
 * @param client who this server is over there
 * @param scopes what is asked for
 * @param prompt whether the other side should ask again (OpenID Connect Core 1.0
 * §3.1.2.1), such as {@code select_account}; null to leave it to that side
 * @param hostedDomain the one organisation whose people may come, where the preset can
 * tell: Google's {@code hd}; null for any
 * @param button how it is offered
 * @param audience to whom it is offered
 * @param emailTrusted whether an address counts as verified when this provider says so
 * @param creation whether somebody unknown gets an account
 * @param mapping what becomes of the claims that come
 * @param logoutUpstream whether signing out here signs out there too
 */
public record ProviderSettings(String name, ProviderEndpoints endpoints, UpstreamClient client, List<String> scopes,
		@Nullable String prompt, @Nullable String hostedDomain, ProviderButton button, ProviderAudience audience,
		boolean emailTrusted, AccountCreation creation, ClaimMapping mapping, boolean logoutUpstream) {

	/** Takes copies of the lists. */
	public ProviderSettings {
		scopes = List.copyOf(scopes);
	}

	/** The same under another name. */
	public ProviderSettings withName(String changed) {
		return new ProviderSettings(changed, this.endpoints, this.client, this.scopes, this.prompt, this.hostedDomain,
				this.button, this.audience, this.emailTrusted, this.creation, this.mapping, this.logoutUpstream);
	}

	/** The same at other endpoints. */
	public ProviderSettings withEndpoints(ProviderEndpoints changed) {
		return new ProviderSettings(this.name, changed, this.client, this.scopes, this.prompt, this.hostedDomain,
				this.button, this.audience, this.emailTrusted, this.creation, this.mapping, this.logoutUpstream);
	}

	/** The same with another registration over there. */
	public ProviderSettings withClient(UpstreamClient changed) {
		return new ProviderSettings(this.name, this.endpoints, changed, this.scopes, this.prompt, this.hostedDomain,
				this.button, this.audience, this.emailTrusted, this.creation, this.mapping, this.logoutUpstream);
	}

	/** The same with other scopes. */
	public ProviderSettings withScopes(List<String> changed) {
		return new ProviderSettings(this.name, this.endpoints, this.client, changed, this.prompt, this.hostedDomain,
				this.button, this.audience, this.emailTrusted, this.creation, this.mapping, this.logoutUpstream);
	}

	/** The same for one organisation, or for any. */
	public ProviderSettings withHostedDomain(@Nullable String changed) {
		return new ProviderSettings(this.name, this.endpoints, this.client, this.scopes, this.prompt, changed,
				this.button, this.audience, this.emailTrusted, this.creation, this.mapping, this.logoutUpstream);
	}

	/** The same, offered in another way. */
	public ProviderSettings withButton(ProviderButton changed) {
		return new ProviderSettings(this.name, this.endpoints, this.client, this.scopes, this.prompt, this.hostedDomain,
				changed, this.audience, this.emailTrusted, this.creation, this.mapping, this.logoutUpstream);
	}

	/** The same, offered to others. */
	public ProviderSettings withAudience(ProviderAudience changed) {
		return new ProviderSettings(this.name, this.endpoints, this.client, this.scopes, this.prompt, this.hostedDomain,
				this.button, changed, this.emailTrusted, this.creation, this.mapping, this.logoutUpstream);
	}

	/** The same with addresses that count as verified, or do not. */
	public ProviderSettings withEmailTrusted(boolean changed) {
		return new ProviderSettings(this.name, this.endpoints, this.client, this.scopes, this.prompt, this.hostedDomain,
				this.button, this.audience, changed, this.creation, this.mapping, this.logoutUpstream);
	}

	/** The same with another answer to somebody unknown. */
	public ProviderSettings withCreation(AccountCreation changed) {
		return new ProviderSettings(this.name, this.endpoints, this.client, this.scopes, this.prompt, this.hostedDomain,
				this.button, this.audience, this.emailTrusted, changed, this.mapping, this.logoutUpstream);
	}

	/** The same with another reading of claims. */
	public ProviderSettings withMapping(ClaimMapping changed) {
		return new ProviderSettings(this.name, this.endpoints, this.client, this.scopes, this.prompt, this.hostedDomain,
				this.button, this.audience, this.emailTrusted, this.creation, changed, this.logoutUpstream);
	}

	/** The same, with signing out there too, or without. */
	public ProviderSettings withLogoutUpstream(boolean changed) {
		return new ProviderSettings(this.name, this.endpoints, this.client, this.scopes, this.prompt, this.hostedDomain,
				this.button, this.audience, this.emailTrusted, this.creation, this.mapping, changed);
	}

}
