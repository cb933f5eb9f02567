package dev.signet.admin.web;

import java.util.List;
import java.util.Map;

import dev.signet.federation.check.ProviderWarning;
import dev.signet.federation.check.ProviderWarnings;
import dev.signet.federation.link.LinkUse;
import dev.signet.federation.link.Links;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.ProviderId;
import dev.signet.federation.provider.Providers;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/**
 * Finds providers for pages, with what is known of them besides.
 */
@Component
class ProviderViews {

	private final Providers providers;

	private final ProviderWarnings warnings;

	private final Links links;

	ProviderViews(Providers providers, ProviderWarnings warnings, Links links) {
		this.providers = providers;
		this.warnings = warnings;
		this.links = links;
	}

	/** All, in the order in which people see them. */
	List<ProviderView> all() {
		List<ProviderWarning> warnings = this.warnings.all();
		Map<ProviderId, LinkUse> use = this.links.use();
		return this.providers.all().stream().map((provider) -> view(provider, use, warnings)).toList();
	}

	ProviderView of(Provider provider) {
		return view(provider, this.links.use(), this.warnings.all());
	}

	/** The provider that an address names; an address that names none is not there. */
	Provider provider(String id) {
		try {
			return this.providers.find(ProviderId.of(id)).orElseThrow(ProviderViews::unknown);
		}
		catch (IllegalArgumentException ex) {
			throw unknown();
		}
	}

	private static ProviderView view(Provider provider, Map<ProviderId, LinkUse> use, List<ProviderWarning> warnings) {
		return ProviderView.of(provider, use.getOrDefault(provider.id(), LinkUse.NONE), warnings);
	}

	private static ResponseStatusException unknown() {
		return new ResponseStatusException(HttpStatus.NOT_FOUND);
	}

}
