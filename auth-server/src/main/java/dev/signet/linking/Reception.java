package dev.signet.linking;

import java.util.Optional;
import java.util.UUID;

import dev.signet.account.Account;
import dev.signet.account.AccountId;
import dev.signet.account.Accounts;
import dev.signet.account.EmailAddress;
import dev.signet.account.EmailAddressTaken;
import dev.signet.account.Factor;
import dev.signet.account.Username;
import dev.signet.account.UsernameTaken;
import dev.signet.federation.link.LinkTaken;
import dev.signet.federation.link.Links;
import dev.signet.federation.visit.UpstreamAnswer;
import dev.signet.logout.UpstreamSessions;
import dev.signet.session.BrowserKey;
import dev.signet.signin.completion.SignInCompletion;
import dev.signet.signin.journey.ResumedJourney;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/**
 * Does with somebody who came from a provider to sign in what the table says.
 */
@Component
class Reception {

	private final LinkingDecisions decisions;

	private final Links links;

	private final Accounts accounts;

	private final ProposedUsernames usernames;

	private final Newcomers newcomers;

	private final ProviderLinks providerLinks;

	private final Arrivals arrivals;

	private final UpstreamSessions upstreamSessions;

	private final BrowserKey browserKey;

	private final SignInCompletion completion;

	private final ResumedJourney journey;

	private final RefusalPage refusalPage;

	private final Freshness freshness;

	private final FailurePage failurePage;

	private final ApplicationEventPublisher events;

	Reception(LinkingDecisions decisions, Links links, Accounts accounts, ProposedUsernames usernames,
			Newcomers newcomers, ProviderLinks providerLinks, Arrivals arrivals, UpstreamSessions upstreamSessions,
			BrowserKey browserKey, SignInCompletion completion, ResumedJourney journey, RefusalPage refusalPage,
			Freshness freshness, FailurePage failurePage, ApplicationEventPublisher events) {
		this.decisions = decisions;
		this.links = links;
		this.accounts = accounts;
		this.usernames = usernames;
		this.newcomers = newcomers;
		this.providerLinks = providerLinks;
		this.arrivals = arrivals;
		this.upstreamSessions = upstreamSessions;
		this.browserKey = browserKey;
		this.completion = completion;
		this.journey = journey;
		this.refusalPage = refusalPage;
		this.freshness = freshness;
		this.failurePage = failurePage;
		this.events = events;
	}

	/**
	 * Receives somebody.
	 * @return the name of a view
	 */
	String receive(UpstreamAnswer answer, HttpServletRequest request, HttpServletResponse response, Model model) {
		this.journey.resume(answer.flow().pendingRequest(), answer.flow().next(), request, response);
		LinkingPreview preview = this.decisions.preview(answer.provider(), answer.person());
		this.events.publishEvent(LinkingDecided.of(answer.provider().id(), preview));
		return switch (preview.decision().result()) {
			case SIGN_IN -> signIn(preview.linked().orElseThrow(), answer, request, response, model);
			case CREATE -> create(answer, preview, request, response, model);
			case PROVE -> prove(answer, preview.collidesWith().orElseThrow(), request, response);
			case REFUSE -> this.refusalPage.refuse(answer, preview, request, response, model);
		};
	}

	/** The name of a view, for somebody who has just got an account. */
	String signIn(Account account, UpstreamAnswer answer, HttpServletRequest request, HttpServletResponse response) {
		return signIn(account, this.freshness.ofNewcomer(answer), answer, request, response);
	}

	private String signIn(Account account, Factor factor, UpstreamAnswer answer, HttpServletRequest request,
			HttpServletResponse response) {
		if (account.awaitsApproval()) {
			return "linking/waiting";
		}
		this.upstreamSessions.expect(account.id(), answer, this.browserKey.digestOrCreate(request, response));
		this.journey.comes(account.id(), request, response);
		return this.completion.admit(account, factor, answer.flow().remembered(), request, response);
	}

	/** The account was read before the link is found to count. */
	private String signIn(Account linked, UpstreamAnswer answer, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		Optional<Factor> factor = this.freshness.factor(linked.id(), answer, request, response);
		if (factor.isEmpty()) {
			return this.failurePage.show(FailurePage.Failure.NOT_FRESH,
					"The provider does not say (auth_time) that the person has just signed in there", answer.provider(),
					answer.flow(), request, response, model);
		}
		if (!this.providerLinks.used(linked, answer.provider(), answer.person())) {
			// Somebody has just ended it: look again
			return receive(answer, request, response, model);
		}
		// Who was shut out meanwhile is told so by the sign-in
		Account account = this.accounts.find(linked.generation()).orElse(linked);
		return signIn(account, factor.get(), answer, request, response);
	}

	/** Who needs to say nothing more is asked nothing. */
	private String create(UpstreamAnswer answer, LinkingPreview preview, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		Optional<Username> username = this.usernames.asExpected(answer.person());
		if (username.isEmpty() || !preview.inputs().addressProved() || preview.inputs().addressClaimed()) {
			if (this.links.find(answer.person().issuer(), answer.person().subject()).isPresent()) {
				// They have got it meanwhile, in another tab
				return receive(answer, request, response, model);
			}
			UUID id = this.arrivals.keep(Arrival.Purpose.CREATE, answer, null, request, response);
			return "redirect:/signin/new?arrival=" + id;
		}
		EmailAddress address = EmailAddress.parse(answer.person().email()).orElseThrow();
		boolean toApprove = preview.inputs().creation() == CreationAnswer.APPROVAL;
		try {
			Account made = this.newcomers.make(answer.person(), new Newcomer(username.get(), address, true, toApprove),
					(accountId) -> this.providerLinks.add(accountId, answer.provider(), answer.person()));
			return signIn(made, answer, request, response);
		}
		catch (LinkTaken | UsernameTaken | EmailAddressTaken ex) {
			// Somebody was faster, perhaps the same person in another tab: look again
			return receive(answer, request, response, model);
		}
	}

	private String prove(UpstreamAnswer answer, AccountId accountId, HttpServletRequest request,
			HttpServletResponse response) {
		UUID id = this.arrivals.keep(Arrival.Purpose.PROVE, answer, accountId, request, response);
		return "redirect:/signin/link?arrival=" + id;
	}

}
