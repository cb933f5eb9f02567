package dev.signet.federation;

import java.util.Map;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.federation.link.Link;
import dev.signet.federation.link.LinkTaken;
import dev.signet.federation.link.Links;
import dev.signet.federation.preset.Preset;
import dev.signet.federation.preset.UpstreamPerson;
import dev.signet.federation.provider.Provider;
import dev.signet.federation.settings.UpstreamAuthentication;
import dev.signet.federation.settings.UpstreamClient;
import dev.signet.federation.visit.FlowPurpose;
import dev.signet.federation.visit.UpstreamFailed;
import dev.signet.federation.visit.UpstreamFlows;
import dev.signet.secret.Sha256;

import org.springframework.beans.factory.BeanFactory;

/** People who also sign in elsewhere. */
public final class TestLinks {

	private TestLinks() {
	}

	/** An enabled provider that nobody calls. */
	public static Provider provider(BeanFactory beans) {
		return TestUpstream.provider(beans, Preset.GITHUB,
				Preset.GITHUB.defaults()
					.withClient(UpstreamClient.of(TestUpstream.CLIENT_ID, UpstreamAuthentication.SECRET_POST)),
				TestUpstream.SECRET);
	}

	/** Somebody at a provider who is nobody else. */
	public static UpstreamPerson person(Provider provider, String email) {
		return new UpstreamPerson("signet:" + provider.alias(), UUID.randomUUID().toString(), email, email != null,
				Map.of("name", "Ada Lovelace"), null);
	}

	/** Links somebody, and sends them on a visit that they do not come back from. */
	public static Link of(AccountId account, BeanFactory beans, String email) {
		Provider provider = provider(beans);
		try {
			beans.getBean(UpstreamFlows.class)
				.begin(provider, FlowPurpose.LINK, account, null, null, false, null, Sha256.of(account.toString()));
			return beans.getBean(Links.class).add(account, provider.id(), person(provider, email));
		}
		catch (UpstreamFailed | LinkTaken ex) {
			throw new IllegalStateException(ex);
		}
	}

}
