package dev.signet.linking;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.audit.AuditableEvent;
import dev.signet.federation.link.LinkTaken;
import dev.signet.federation.provider.Provider;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** A provider, from which somebody came back. */
final class ProviderOrigin implements Origin {

	private final Provider provider;

	private final LinkingDecisions decisions;

	private final ProviderLinks links;

	private final Reception reception;

	ProviderOrigin(Provider provider, LinkingDecisions decisions, ProviderLinks links, Reception reception) {
		this.provider = provider;
		this.decisions = decisions;
		this.links = links;
		this.reception = reception;
	}

	@Override
	public String name() {
		return this.provider.name();
	}

	@Override
	public boolean enabled() {
		return this.provider.enabled();
	}

	@Override
	public LinkingPreview preview(Arrival arrival, boolean proved) {
		return proved ? this.decisions.previewProved(this.provider, arrival.personAtAddress())
				: this.decisions.preview(this.provider, arrival.person());
	}

	@Override
	public AuditableEvent decided(LinkingPreview preview) {
		return LinkingDecided.of(this.provider.id(), preview);
	}

	/** Whoever changes a provider ends arrivals in a transaction of its own. */
	@Override
	public void hold() {
	}

	@Override
	public void link(Arrival arrival, AccountId accountId) throws LinkTaken {
		this.links.add(accountId, this.provider, arrival.person());
	}

	@Override
	public String signIn(Arrival arrival, Account account, HttpServletRequest request, HttpServletResponse response) {
		return this.reception.signIn(account, arrival.answer(this.provider), request, response);
	}

}
