package dev.signet.federation.look;

import java.util.List;

import dev.signet.federation.check.Check;
import dev.signet.federation.check.Finding;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.settings.UpstreamAuthentication;

/**
 * What a provider says that it can do (OpenID Connect Discovery 1.0 §3, RFC 8414 §2),
 * held against what this server will ask of it. It need not say so, and may leave some
 * out, so little of it is more than a hint.
 */
final class OfferedFeatures {

	private final Provider provider;

	private final PublishedDocument document;

	private final Lines lines;

	OfferedFeatures(Provider provider, PublishedDocument document, Lines lines) {
		this.provider = provider;
		this.document = document;
		this.lines = lines;
	}

	void tell() {
		if (this.lines.failed(Check.DISCOVERY, Check.ISSUER)) {
			List.of(Check.METHOD, Check.RESPONSE_TYPE, Check.PKCE, Check.SCOPES)
				.forEach((check) -> this.lines.add(check, Finding.NEEDS_OTHER));
			return;
		}
		tellMethod();
		tellResponseType();
		tellPkce();
		tellScopes();
	}

	/** Who does not say means the first (OpenID Connect Discovery 1.0 §3). */
	private void tellMethod() {
		UpstreamAuthentication authentication = this.provider.settings().client().authentication();
		List<String> offered = this.document.list("token_endpoint_auth_methods_supported")
			.orElse(List.of("client_secret_basic"));
		String used = switch (authentication) {
			case SECRET_BASIC -> "client_secret_basic";
			case SECRET_POST, APPLE_SECRET -> "client_secret_post";
			case PRIVATE_KEY_JWT -> "private_key_jwt";
			case NONE -> "none";
		};
		if (this.document.members().isEmpty()) {
			this.lines.add(Check.METHOD, Finding.NOT_TOLD);
		}
		else if (offered.contains(used)) {
			this.lines.add(Check.METHOD, Finding.METHOD_OFFERED, used);
		}
		else {
			this.lines.add(Check.METHOD, Finding.METHOD_NOT_OFFERED, used, text(offered));
		}
	}

	private void tellResponseType() {
		this.document.list("response_types_supported").ifPresentOrElse((offered) -> {
			if (offered.contains("code")) {
				this.lines.add(Check.RESPONSE_TYPE, Finding.CODES_GIVEN);
			}
			else {
				this.lines.add(Check.RESPONSE_TYPE, Finding.NO_CODES, text(offered));
			}
		}, () -> this.lines.add(Check.RESPONSE_TYPE, Finding.NOT_TOLD));
	}

	private void tellPkce() {
		if (!this.provider.preset().quirks().proofKey()) {
			this.lines.add(Check.PKCE, Finding.PKCE_LEFT_OUT);
			return;
		}
		this.document.list("code_challenge_methods_supported").ifPresentOrElse((offered) -> {
			if (offered.contains("S256")) {
				this.lines.add(Check.PKCE, Finding.PKCE_OFFERED);
			}
			else {
				this.lines.add(Check.PKCE, Finding.PKCE_WEAK, text(offered));
			}
		}, () -> this.lines.add(Check.PKCE, Finding.NOT_TOLD));
	}

	private void tellScopes() {
		List<String> asked = this.provider.settings().scopes();
		this.document.list("scopes_supported").ifPresentOrElse((offered) -> {
			List<String> unknown = asked.stream().filter((scope) -> !offered.contains(scope)).toList();
			if (unknown.isEmpty()) {
				this.lines.add(Check.SCOPES, Finding.SCOPES_KNOWN, text(asked));
			}
			else {
				this.lines.add(Check.SCOPES, Finding.SCOPES_UNKNOWN, text(unknown));
			}
		}, () -> this.lines.add(Check.SCOPES, Finding.NOT_TOLD));
	}

	private static String text(List<String> names) {
		return ForeignText.of(String.join(", ", names));
	}

}
