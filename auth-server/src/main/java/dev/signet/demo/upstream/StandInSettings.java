package dev.signet.demo.upstream;

import java.net.URI;
import java.util.List;

import dev.signet.federation.preset.Preset;
import dev.signet.federation.settings.AccountCreation;
import dev.signet.federation.settings.AccountCreation.Mode;
import dev.signet.federation.settings.ProviderEndpoints;
import dev.signet.federation.settings.ProviderSettings;
import dev.signet.federation.settings.UpstreamClient;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The settings of a provider that leads to a stand-in: all that its preset says, at
 * another place. Whoever is unknown gets an account.
 */
@Component
@Profile("demo")
final class StandInSettings {

	private final Addresses addresses;

	StandInSettings(Addresses addresses) {
		this.addresses = addresses;
	}

	static Preset preset(StandIn standIn) {
		return switch (standIn) {
			case GOOGLE -> Preset.GOOGLE;
			case GITHUB -> Preset.GITHUB;
			case MICROSOFT -> Preset.MICROSOFT;
			case FACEBOOK -> Preset.FACEBOOK;
			case APPLE -> Preset.APPLE;
		};
	}

	ProviderSettings of(StandIn standIn) {
		ProviderSettings usual = preset(standIn).defaults();
		boolean apple = standIn == StandIn.APPLE;
		return usual.withEndpoints(instead(standIn, usual.endpoints()))
			.withClient(new UpstreamClient(standIn.clientId(), usual.client().authentication(), null,
					apple ? AppleKey.TEAM : null, apple ? AppleKey.KEY_ID : null))
			.withCreation(new AccountCreation(Mode.ON, List.of()));
	}

	private ProviderEndpoints instead(StandIn standIn, ProviderEndpoints real) {
		URI issuer = (real.issuer() != null) ? instead(standIn, URI.create(real.issuer())) : null;
		return new ProviderEndpoints((issuer != null) ? issuer.toString() : null,
				instead(standIn, real.authorization()), instead(standIn, real.token()),
				instead(standIn, real.userinfo()), instead(standIn, real.jwks()), instead(standIn, real.endSession()));
	}

	private @Nullable URI instead(StandIn standIn, @Nullable URI real) {
		return (real != null) ? this.addresses.instead(standIn, real) : null;
	}

}
