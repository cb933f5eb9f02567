package dev.signet.admin.web;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.signet.account.AccountId;
import dev.signet.database.Columns;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.ProviderId;
import dev.signet.federation.provider.ProviderRefused;
import dev.signet.federation.provider.Providers;
import dev.signet.federation.settings.ProviderSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes providers and keeps what was set before, so that each change can be taken back.
 * A secret that was replaced is gone: what ended over there is no way back.
 */
@Component
class ProviderEdits {

	private final Providers providers;

	private final PostgresPasts pasts;

	private final Clock clock;

	ProviderEdits(Providers providers, PostgresPasts pasts, Clock clock) {
		this.providers = providers;
		this.pasts = pasts;
		this.clock = clock;
	}

	/**
	 * Changes a provider.
	 * @param before the provider as the administrator saw it
	 * @param secret null or empty to keep the one that is stored
	 * @return the provider as it is now
	 */
	@Transactional(rollbackFor = ProviderRefused.class)
	public Provider change(Provider before, ProviderSettings settings, @Nullable String secret, AccountId by)
			throws ProviderRefused {
		boolean same = settings.equals(before.settings()) && (secret == null || secret.isEmpty());
		if (same) {
			return before;
		}
		Provider changed = this.providers.change(before.id(), before.version(), settings, secret, by);
		this.pasts.keep(Past.Owner.PROVIDER, before.id().value(),
				new Past(before.version(), Columns.now(this.clock), by, words(before)));
		return changed;
	}

	/** What was set in former versions, the newest first. */
	List<Past> pasts(ProviderId id) {
		return this.pasts.newest(Past.Owner.PROVIDER, id.value());
	}

	/** The settings of a former version, as far as forms have changed them since. */
	Optional<ProviderSettings> before(Provider provider, int version) {
		return this.pasts.find(Past.Owner.PROVIDER, provider.id().value(), version)
			.map((past) -> settings(provider, past));
	}

	/** The settings that a provider had. */
	static ProviderSettings settings(Provider provider, Past past) {
		return TypedProvider.typed(provider.preset(), past.words())
			.settings(provider.settings())
			.withMapping(TypedMapping.typed(past.words()).mapping());
	}

	/** All that stands in the forms. */
	static Map<String, String> words(Provider provider) {
		Map<String, String> words = new HashMap<>(TypedProvider.of(provider.preset(), provider.settings()).words());
		words.putAll(TypedMapping.of(provider.settings().mapping()).words());
		return words;
	}

}
