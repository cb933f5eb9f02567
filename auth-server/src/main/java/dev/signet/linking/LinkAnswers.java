package dev.signet.linking;

import java.time.Clock;
import java.util.Optional;

import dev.signet.account.AccountId;
import dev.signet.account.SignedInAccount;
import dev.signet.federation.link.Link;
import dev.signet.federation.link.LinkTaken;
import dev.signet.federation.link.Links;
import dev.signet.federation.visit.UpstreamAnswer;
import dev.signet.session.NoSuchSession;
import dev.signet.signin.recent.RecentSignIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Ends the visits of people who want another way into their account: it is theirs who
 * went there, and nobody's who signed in meanwhile.
 */
@Component
class LinkAnswers {

	private static final String OWN_PAGE = "/account/providers";

	private final Proofs proofs;

	private final Links links;

	private final FailurePage failurePage;

	private final Clock clock;

	LinkAnswers(Proofs proofs, Links links, FailurePage failurePage, Clock clock) {
		this.proofs = proofs;
		this.links = links;
		this.failurePage = failurePage;
		this.clock = clock;
	}

	/** Links who came to the account of who is signed in. */
	String link(UpstreamAnswer answer, @Nullable SignedInAccount current, HttpServletRequest request,
			HttpServletResponse response, Model model, RedirectAttributes redirect) {
		if (!answer.provider().enabled()) {
			return fail(FailurePage.Failure.NOT_ALLOWED, "The provider is switched off", answer, request, response,
					model);
		}
		if (current == null || !current.accountId().equals(answer.flow().accountId()) || !recent(current)) {
			return fail(FailurePage.Failure.NOT_SIGNED_IN,
					"Who is signed in is not who went there, or has not signed in lately", answer, request, response,
					model);
		}
		try {
			this.proofs.link(answer, current);
			redirect.addFlashAttribute("notice", "linking.notice.linked");
			return "redirect:" + OWN_PAGE;
		}
		catch (LinkTaken ex) {
			if (isOwn(answer, current.accountId())) {
				redirect.addFlashAttribute("notice", "linking.notice.linked-before");
				return "redirect:" + OWN_PAGE;
			}
			return fail(FailurePage.Failure.TAKEN, "Linked to another account", answer, request, response, model);
		}
		catch (NoSuchSession ex) {
			return fail(FailurePage.Failure.NOT_SIGNED_IN, "The session ended meanwhile", answer, request, response,
					model);
		}
	}

	private boolean recent(SignedInAccount current) {
		return current.provedWithin(RecentSignIn.LIMIT, this.clock.instant());
	}

	private boolean isOwn(UpstreamAnswer answer, AccountId accountId) {
		Optional<Link> link = this.links.find(answer.person().issuer(), answer.person().subject());
		return link.map(Link::accountId).filter(accountId::equals).isPresent();
	}

	private String fail(FailurePage.Failure failure, String detail, UpstreamAnswer answer, HttpServletRequest request,
			HttpServletResponse response, Model model) {
		return this.failurePage.show(failure, detail, answer.provider(), answer.flow(), request, response, model);
	}

}
