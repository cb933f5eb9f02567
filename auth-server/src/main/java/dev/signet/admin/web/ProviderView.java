package dev.signet.admin.web;

import java.time.Instant;
import java.util.List;

import dev.signet.federation.check.ProviderWarning;
import dev.signet.federation.link.LinkUse;
import dev.signet.federation.provider.Provider;
import org.jspecify.annotations.Nullable;

/**
 * A provider as pages show it.
 *
 * @param id the provider
 * @param name what people call it
 * @param initial its first letter, in place of a picture
 * @param alias how it is known in addresses
 * @param preset the kind, as the name of its words
 * @param state who sees it, as the name of its words
 * @param provedAt when it was shown to work, null when it was not, or not as it is now
 * @param lastUsedAt when somebody last signed in with it, null when nobody did
 * @param links how many people are linked
 * @param warnings what the scheduled look found
 */
record ProviderView(String id, String name, String initial, String alias, String preset, String state,
		@Nullable Instant provedAt, @Nullable Instant lastUsedAt, int links, List<LineView> warnings) {

	static ProviderView of(Provider provider, LinkUse use, List<ProviderWarning> warnings) {
		return new ProviderView(provider.id().toString(), provider.name(), initial(provider.name()), provider.alias(),
				provider.preset().name(), provider.state().name(), provider.provedAt(), use.lastUsedAt(), use.links(),
				warnings.stream()
					.filter((warning) -> warning.providerId().equals(provider.id()))
					.map((warning) -> LineView.of(warning.line()))
					.toList());
	}

	private static String initial(String name) {
		return name.isEmpty() ? "" : name.substring(0, name.offsetByCodePoints(0, 1));
	}

}
