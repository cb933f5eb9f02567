package dev.signet.registration;

import java.time.Clock;

import dev.signet.account.Account;
import dev.signet.account.Factor;
import dev.signet.signin.completion.SignInCompletion;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Where somebody goes whose account was made: on to where they came from, signed in, or
 * to the page that says that they must wait.
 */
@Component
class SignUpEnd {

	private final SignInCompletion completion;

	private final Clock clock;

	SignUpEnd(SignInCompletion completion, Clock clock) {
		this.completion = completion;
		this.clock = clock;
	}

	/** The name of a view. */
	String next(Account account, HttpServletRequest request, HttpServletResponse response,
			RedirectAttributes redirect) {
		if (account.awaitsApproval()) {
			return "redirect:/register/waiting";
		}
		String view = this.completion.complete(account, new Factor(Factor.Method.PASSWORD, this.clock.instant()), false,
				request, response);
		if (view.equals(SignInCompletion.ACCOUNT)) {
			redirect.addFlashAttribute("notice", "registration.notice.registered");
		}
		return view;
	}

}
