package dev.signet.linking;

import java.util.Optional;

import dev.signet.directory.Directories;
import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryLinks;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.provider.Providers;
import dev.signet.signin.completion.SignInCompletion;

import org.springframework.stereotype.Component;

/** Finds where somebody came from. */
@Component
class Origins {

	private final Providers providers;

	private final Directories directories;

	private final LinkingDecisions decisions;

	private final ProviderLinks providerLinks;

	private final DirectoryLinks directoryLinks;

	private final Reception reception;

	private final SignInCompletion completion;

	Origins(Providers providers, Directories directories, LinkingDecisions decisions, ProviderLinks providerLinks,
			DirectoryLinks directoryLinks, Reception reception, SignInCompletion completion) {
		this.providers = providers;
		this.directories = directories;
		this.decisions = decisions;
		this.providerLinks = providerLinks;
		this.directoryLinks = directoryLinks;
		this.reception = reception;
		this.completion = completion;
	}

	/**
	 * Where they came from, if it is still there as it was, and what it said of them too.
	 */
	Optional<Origin> of(Arrival arrival) {
		Optional<Origin> provider = Optional.ofNullable(arrival.providerId())
			.flatMap(this.providers::find)
			.map(this::of);
		return provider.or(() -> Optional.ofNullable(arrival.directoryId())
			.filter((id) -> DirectoryClaims.whole(arrival.person()))
			.flatMap(this.directories::find)
			.filter(arrival::isOf)
			.map(this::of));
	}

	private Origin of(Provider provider) {
		return new ProviderOrigin(provider, this.decisions, this.providerLinks, this.reception);
	}

	private Origin of(Directory directory) {
		return new DirectoryOrigin(directory, this.decisions, this.directoryLinks, this.completion);
	}

}
