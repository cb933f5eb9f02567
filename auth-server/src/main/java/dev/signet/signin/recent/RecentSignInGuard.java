package dev.signet.signin.recent;

import java.io.IOException;
import java.time.Clock;
import java.util.Map;

import dev.signet.account.SignedInAccount;
import dev.signet.client.SecondFactorNeed;
import dev.signet.session.SessionAuthentication;
import dev.signet.signin.factor.SecondFactorPolicy;
import dev.signet.signin.factor.SecondFactors;
import dev.signet.signin.journey.WayBack;
import dev.signet.web.JsonAnswer;
import dev.signet.web.PublicAddress;
import dev.signet.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Stands before the pages with {@link RecentSignIn}, and before what programs call, which
 * are told what to do. Who has not made the second step of their sign-in, because the
 * device is trusted, makes it here: that a device is trusted is not enough to change what
 * keeps others out. What was typed into a {@link KeptForm} meanwhile is kept.
 */
@Component
class RecentSignInGuard implements HandlerInterceptor, WebMvcConfigurer {

	private static final String API = "/admin/api/";

	private final SecondFactors secondFactors;

	private final SecondFactorPolicy policy;

	private final KeptForms keptForms;

	private final PublicAddress address;

	private final Clock clock;

	RecentSignInGuard(SecondFactors secondFactors, SecondFactorPolicy policy, KeptForms keptForms,
			PublicAddress address, Clock clock) {
		this.secondFactors = secondFactors;
		this.policy = policy;
		this.keptForms = keptForms;
		this.address = address;
		this.clock = clock;
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this);
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws IOException {
		if (!guarded(handler)) {
			return true;
		}
		SignedInAccount person = SessionAuthentication.current();
		if (person == null || !person.provedWithin(RecentSignIn.LIMIT, this.clock.instant())) {
			ask(request, response, "recent_sign_in_required", "/signin?again=yes",
					WayBack.signInAgain(back(person, request, handler)));
			return false;
		}
		if (person.onTrustAlone() && stillAsked(person)) {
			ask(request, response, "second_step_required", "/signin/step-up",
					WayBack.stepUp(back(person, request, handler)));
			return false;
		}
		return true;
	}

	/**
	 * The page of the request, with what was typed into its form if that is kept, or was
	 * on the way here before.
	 */
	private String back(@Nullable SignedInAccount person, HttpServletRequest request, Object handler) {
		if (request.getMethod().equals("GET")) {
			return WayBack.of(request).orElse(request.getRequestURI());
		}
		KeptForm form = (handler instanceof HandlerMethod method) ? method.getMethodAnnotation(KeptForm.class) : null;
		return (person != null && form != null)
				? this.keptForms.keep(person.accountId(), form, request).orElse(request.getRequestURI())
				: request.getRequestURI();
	}

	/** Sends a person to a page, and tells a program to which page its person goes. */
	private void ask(HttpServletRequest request, HttpServletResponse response, String error, String page, String way)
			throws IOException {
		if (!request.getRequestURI().startsWith(API)) {
			SeeOther.send(response, way);
			return;
		}
		response.setStatus(HttpStatus.FORBIDDEN.value());
		JsonAnswer.send(response, Map.of("error", error, "message",
				"This wants a sign-in of at most %d minutes ago, with its second step. Open %s in the browser, then try again."
					.formatted(RecentSignIn.LIMIT.toMinutes(), this.address.issuer().resolve(page))));
	}

	/** Not of a person who has taken their second factor away since. */
	private boolean stillAsked(SignedInAccount person) {
		return this.secondFactors.existFor(person.accountId()) || this.policy.need(person) == SecondFactorNeed.REQUIRED;
	}

	private static boolean guarded(Object handler) {
		return handler instanceof HandlerMethod method
				&& (AnnotatedElementUtils.hasAnnotation(method.getMethod(), RecentSignIn.class)
						|| AnnotatedElementUtils.hasAnnotation(method.getBeanType(), RecentSignIn.class));
	}

}
