package dev.signet.federation.look;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

import dev.signet.federation.check.Check;
import dev.signet.federation.check.Finding;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.Providers;
import dev.signet.federation.settings.UpstreamAuthentication;
import dev.signet.federation.settings.UpstreamClient;
import dev.signet.key.MasterKeyUnusable;
import org.jspecify.annotations.Nullable;

/** Looks at the stored secret of a provider, or at what makes it. It calls nobody. */
final class SecretLook {

	private final Provider provider;

	private final Providers providers;

	private final Lines lines;

	SecretLook(Provider provider, Providers providers, Lines lines) {
		this.provider = provider;
		this.providers = providers;
		this.lines = lines;
	}

	/**
	 * Writes the line about it.
	 * @param notice from when on an end is near
	 * @return what proves this server over there, or null
	 */
	@Nullable String look(Instant now, Instant notice) {
		UpstreamClient client = this.provider.settings().client();
		if (!client.authentication().needsSecret()) {
			this.lines.add(Check.SECRET, Finding.SECRET_NOT_NEEDED);
			return null;
		}
		String proof = proof();
		if (proof == null) {
			this.lines.add(Check.SECRET, this.provider.hasSecret() ? Finding.SECRET_UNUSABLE : Finding.SECRET_MISSING);
		}
		else if (client.authentication() == UpstreamAuthentication.APPLE_SECRET) {
			this.lines.add(Check.SECRET, Finding.SECRET_MADE, String.valueOf(client.appleKeyId()));
		}
		else {
			tellEnd(client.secretExpiresAt(), now, notice);
		}
		return proof;
	}

	private @Nullable String proof() {
		String issuer = this.provider.settings().endpoints().issuer();
		try {
			return this.providers.proof(this.provider, (issuer != null) ? issuer : "");
		}
		catch (MasterKeyUnusable | IllegalArgumentException | IllegalStateException ex) {
			// Encrypted under another master key, or moved here from elsewhere; no key
			return null;
		}
	}

	private void tellEnd(@Nullable Instant end, Instant now, Instant notice) {
		if (end == null) {
			this.lines.add(Check.SECRET, Finding.SECRET_END_UNKNOWN);
			return;
		}
		Finding finding = end.isAfter(notice) ? Finding.SECRET_GOOD : Finding.SECRET_ENDS;
		this.lines.add(Check.SECRET, end.isAfter(now) ? finding : Finding.SECRET_ENDED,
				LocalDate.ofInstant(end, ZoneOffset.UTC).toString());
	}

}
