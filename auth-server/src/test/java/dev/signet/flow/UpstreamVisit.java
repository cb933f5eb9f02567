package dev.signet.flow;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.signet.federation.provider.Provider;
import dev.signet.federation.visit.FlowPurpose;
import dev.signet.federation.visit.UpstreamAnswer;
import dev.signet.federation.visit.UpstreamFailed;
import dev.signet.federation.visit.UpstreamFlows;
import dev.signet.secret.Sha256;

import org.springframework.beans.factory.BeanFactory;

/**
 * A visit of somebody's browser to a provider, without the pages from which it begins and
 * to which it comes back.
 */
final class UpstreamVisit {

	private final UpstreamFlows flows;

	private final Provider provider;

	private final byte[] browser;

	private final URI address;

	private UpstreamVisit(UpstreamFlows flows, Provider provider, byte[] browser, URI address) {
		this.flows = flows;
		this.provider = provider;
		this.browser = browser;
		this.address = address;
	}

	/** Begins one, to sign in. */
	static UpstreamVisit to(Provider provider, BeanFactory beans) throws UpstreamFailed {
		UpstreamFlows flows = beans.getBean(UpstreamFlows.class);
		byte[] browser = Sha256.of("browser of " + provider.alias());
		return new UpstreamVisit(flows, provider, browser,
				flows.begin(provider, FlowPurpose.SIGN_IN, null, null, null, false, null, browser));
	}

	/** Where the browser is sent. */
	URI address() {
		return this.address;
	}

	/** Whether an address is the one to which it is sent back. */
	boolean isBack(URI answer) {
		return answer.toString().startsWith(this.flows.redirectUri(this.provider.alias()) + "?");
	}

	/** Comes back with an answer. */
	UpstreamAnswer end(URI answer) throws UpstreamFailed {
		Map<String, String[]> parameters = new LinkedHashMap<>();
		Page.parameters(answer.getRawQuery()).forEach((name, value) -> parameters.put(name, new String[] { value }));
		return this.flows.finish(this.provider.alias(), parameters, Optional.of(this.browser));
	}

}
