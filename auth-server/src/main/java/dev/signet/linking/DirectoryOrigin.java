package dev.signet.linking;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Factor;
import dev.signet.audit.AuditableEvent;
import dev.signet.directory.Directory;
import dev.signet.directory.DirectoryLink;
import dev.signet.directory.DirectoryLinks;
import dev.signet.directory.DirectoryPerson;
import dev.signet.federation.link.LinkTaken;
import dev.signet.signin.completion.SignInCompletion;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** A directory, of which somebody gave the password. */
final class DirectoryOrigin implements Origin {

	private final Directory directory;

	private final LinkingDecisions decisions;

	private final DirectoryLinks links;

	private final SignInCompletion completion;

	DirectoryOrigin(Directory directory, LinkingDecisions decisions, DirectoryLinks links,
			SignInCompletion completion) {
		this.directory = directory;
		this.decisions = decisions;
		this.links = links;
		this.completion = completion;
	}

	@Override
	public String name() {
		return this.directory.settings().name();
	}

	@Override
	public boolean enabled() {
		return this.directory.enabled();
	}

	@Override
	public LinkingPreview preview(Arrival arrival, boolean proved) {
		return proved ? this.decisions.previewProved(this.directory, arrival.personAtAddress())
				: this.decisions.preview(this.directory, arrival.person());
	}

	@Override
	public AuditableEvent decided(LinkingPreview preview) {
		return DirectoryDecided.of(this.directory, preview);
	}

	@Override
	public void hold() {
		this.links.hold(this.directory.id());
	}

	@Override
	public void link(Arrival arrival, AccountId accountId) throws LinkTaken {
		DirectoryPerson person = DirectoryClaims.directoryPerson(arrival.person());
		DirectoryLink link = this.links.add(this.directory, person, accountId).orElseThrow(LinkTaken::new);
		this.links.used(link, this.directory, person);
	}

	/** The password was right when they came. */
	@Override
	public String signIn(Arrival arrival, Account account, HttpServletRequest request, HttpServletResponse response) {
		Factor factor = new Factor(Factor.Method.PASSWORD, arrival.begunAt());
		return this.completion.admit(account, factor, arrival.remembered(), request, response);
	}

}
