package dev.signet.federation.provider;

import java.time.Instant;

import dev.signet.federation.preset.Preset;
import dev.signet.federation.settings.ProviderSettings;
import org.jspecify.annotations.Nullable;

/**
 * Another server that tells who people are, as it is stored. Its secret stays behind.
 *
 * @param id names it inside
 * @param alias names it in addresses, also in the redirect URI that the other side has
 * registered: small letters, digits and hyphens, unique, and never changed
 * @param preset what kind it is, with the quirks of that kind
 * @param settings what administrators chose
 * @param state who sees it
 * @param hasSecret whether a secret or a key is stored
 * @param version counts changes, so that none overwrites another unseen
 * @param createdAt when it was added
 * @param changedAt when the settings were last changed
 * @param provedAt when a check and a trial were passed; null when never, or not since
 * something changed that they depend on
 */
public record Provider(ProviderId id, String alias, Preset preset, ProviderSettings settings, ProviderState state,
		boolean hasSecret, int version, Instant createdAt, Instant changedAt, @Nullable Instant provedAt) {

	/**
	 * What it is called in sentences and, unless something else was chosen, on its
	 * button.
	 */
	public String name() {
		return this.settings.name();
	}

	/** Whether people can sign in with it. */
	public boolean enabled() {
		return this.state == ProviderState.ENABLED;
	}

	/** Whether it was shown to work as it is now. */
	public boolean proved() {
		return this.provedAt != null;
	}

}
