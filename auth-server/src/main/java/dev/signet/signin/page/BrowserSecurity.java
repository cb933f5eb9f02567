package dev.signet.signin.page;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import dev.signet.account.Roles;
import dev.signet.signin.completion.SignInCompletion;
import dev.signet.signin.journey.PendingRequest;
import dev.signet.signin.journey.QueryString;
import dev.signet.signin.journey.WaitingRequest;
import dev.signet.signin.journey.WayBack;
import dev.signet.signin.recent.LateForms;
import dev.signet.signin.step.TermsOfService;
import dev.signet.web.PageHeaders;
import dev.signet.web.PublicAddress;
import dev.signet.web.ReopenedForm;
import dev.signet.web.SameOriginForms;
import dev.signet.web.SeeOther;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;

/**
 * The filter chain of all pages. A page is closed unless it is named here as open, and
 * what is below {@code /admin} is there for administrators only.
 */
@Configuration(proxyBeanMethods = false)
class BrowserSecurity {

	/** Clients send people here, by a form of theirs too (RP-Initiated Logout 1.0 §2). */
	private static final String LOGOUT = "/connect/logout";

	/**
	 * Where providers send people back to, one of them by a form (OAuth 2.0 Form Post
	 * Response Mode §2).
	 */
	private static final Pattern CALLBACK = Pattern.compile("/signin/with/[a-z0-9-]{1,40}/callback");

	/** A choice that needs no token (see LanguageController). */
	private static final String LANGUAGE = "/language";

	private static final String[] OPEN = { "/", "/signin", "/signin/account", "/signin/passkey", "/signin/second",
			"/signin/second/mail", SignInCompletion.OVER, SetUpController.PAGE, SetUpController.PAGE + "/passkey",
			"/signin/mail", "/signin/mail/code", "/signin/mail/link", SignInCompletion.KEEP, "/signin/with/**",
			"/signin/new", "/signin/new/code", "/signin/link", "/signin/continue", "/signin/session", "/register",
			"/register/confirm", "/register/confirm/again", "/register/confirm/address", "/register/waiting", "/setup",
			"/signed-out", "/recover", "/recover/sent", "/recover/password", "/recover/unlock", "/email/confirm",
			"/email/undo", "/lock", LANGUAGE, LOGOUT, "/css/**", "/js/**", "/img/**", "/favicon.svg", "/favicon.ico",
			"/error" };

	private static final String MAIL_LINK = "/signin/mail/link";

	private static final String SECOND_MAIL = "/signin/second/mail";

	/** Whose forms lead back into the flow when they are stale. */
	private static final Set<String> OF_THE_FLOW = Set.of("/signin", "/signin/account", "/signin/passkey",
			"/signin/second", SECOND_MAIL, SetUpController.PAGE, SetUpController.PAGE + "/passkey", "/signin/mail",
			"/signin/mail/code", MAIL_LINK, TermsOfService.PAGE, RecoveryCodesController.PAGE, SignInCompletion.KEEP,
			"/signin/new", "/signin/new/code", "/signin/link");

	/** Forms of strangers that are shown again, with what was typed. */
	private static final Set<String> REOPENED = Set.of("/register", "/register/confirm/address", "/recover",
			"/signin/new");

	/** Where somebody becomes an account, which signs them in. */
	private static final Set<String> SIGNING_UP = Set.of("/register", "/register/confirm", "/setup");

	/** Where a passkey or an app is set up, which renews the session. */
	private static final Set<String> SETTING_UP = Set.of(SetUpController.PAGE, SetUpController.PAGE + "/passkey",
			"/account/security/authenticator", "/account/security/passkeys/add");

	/** Pages of the flow for somebody who is signed in; who is not does that first. */
	private static final Set<String> FOR_SOMEBODY = Set.of("/consent", "/signin/step-up", TermsOfService.PAGE,
			RecoveryCodesController.PAGE);

	private static final String ADMIN = "/admin/**";

	@Bean
	@Order(2)
	SecurityFilterChain browserChain(HttpSecurity http, SecurityContextRepository sessions, CsrfTokenRepository csrf,
			PageHeaders headers, PublicAddress address, WaitingRequest waitingRequest, LateForms lateForms) {
		http.securityContext((context) -> context.securityContextRepository(sessions))
			.sessionManagement((management) -> management.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.requestCache((cache) -> cache.disable())
			.csrf((protection) -> protection.csrfTokenRepository(csrf)
				.csrfTokenRequestHandler(new XorCsrfTokenRequestAttributeHandler())
				// Another site may send people here (RP-Initiated Logout 1.0 §2); it
				// confirms first
				.ignoringRequestMatchers(BrowserSecurity::logoutFromElsewhere)
				.ignoringRequestMatchers(LANGUAGE)
				.ignoringRequestMatchers(BrowserSecurity::answerFromElsewhere))
			.headers(headers)
			.logout((logout) -> logout.disable())
			.formLogin((login) -> login.disable())
			.httpBasic((basic) -> basic.disable())
			.authorizeHttpRequests((requests) -> requests.requestMatchers(OPEN)
				.permitAll()
				.requestMatchers(ADMIN)
				.hasRole(Roles.ADMIN)
				.anyRequest()
				.authenticated())
			.exceptionHandling((handling) -> handling
				.authenticationEntryPoint((request, response, nobody) -> signInFirst(request, response, lateForms))
				.accessDeniedHandler(
						(request, response, denied) -> refuse(request, response, denied, waitingRequest, lateForms)))
			.addFilterBefore(new SameOriginForms(address, BrowserSecurity::openToOthers), CsrfFilter.class);
		return http.build();
	}

	private static boolean logoutFromElsewhere(HttpServletRequest request) {
		return request.getRequestURI().equals(LOGOUT) && request.getParameter("_csrf") == null;
	}

	private static boolean answerFromElsewhere(HttpServletRequest request) {
		return CALLBACK.matcher(request.getRequestURI()).matches();
	}

	private static boolean openToOthers(String path) {
		return path.equals(LOGOUT) || CALLBACK.matcher(path).matches();
	}

	private static void signInFirst(HttpServletRequest request, HttpServletResponse response, LateForms lateForms)
			throws IOException {
		if (request.getRequestURI().startsWith("/signout") && request.getMethod().equals("POST")) {
			// The sign-in has ended by itself while the page was open
			SeeOther.send(response, "/signed-out");
			return;
		}
		if (FOR_SOMEBODY.contains(request.getRequestURI())) {
			String pending = request.getParameter("request");
			SeeOther.send(response, (pending == null) ? WayBack.by("/signin", request)
					: "/signin/continue?request=" + uuidOrNone(pending));
			return;
		}
		Optional<String> signIn = lateForms.keep(request).map(WayBack::signIn).or(() -> WayBack.signInFirst(request));
		if (signIn.isPresent()) {
			SeeOther.send(response, signIn.get());
			return;
		}
		// Closed and unknown addresses look alike to strangers
		response.sendError(HttpServletResponse.SC_NOT_FOUND);
	}

	/**
	 * A page that was open while its browser signed in or out elsewhere posts a token
	 * that no longer fits. Nothing is wrong with that: the flow begins again where it
	 * stands now.
	 */
	private static void refuse(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied,
			WaitingRequest waitingRequest, LateForms lateForms) throws ServletException, IOException {
		boolean stale = denied instanceof CsrfException && request.getMethod().equals("POST");
		if (stale && request.getRequestURI().equals(LOGOUT)) {
			Map<String, String[]> parameters = new LinkedHashMap<>(request.getParameterMap());
			parameters.remove("_csrf");
			SeeOther.send(response, LOGOUT + "?" + QueryString.encode(parameters));
			return;
		}
		if (stale && SIGNING_UP.contains(request.getRequestURI()) && signedIn()) {
			// A double click, the first of which made the account
			SeeOther.send(response,
					waitingRequest.findOrRestart(request, response)
						.map((pending) -> "/signin/continue?request=" + pending.id())
						.orElseGet(() -> WayBack.address(request)));
			return;
		}
		if (stale && SETTING_UP.contains(request.getRequestURI()) && signedIn()) {
			// A double click, the first of which was enough: here are the codes, if there
			// are none yet
			SeeOther.send(response, codes(request, waitingRequest.findOrRestart(request, response)));
			return;
		}
		if (stale && REOPENED.contains(request.getRequestURI()) && !signedIn()) {
			ReopenedForm.show(request, response);
			return;
		}
		if (stale && OF_THE_FLOW.contains(request.getRequestURI())) {
			SeeOther.send(response, again(request, waitingRequest.findOrRestart(request, response)));
			return;
		}
		if (stale && request.getRequestURI().startsWith("/signin/with/")) {
			SeeOther.send(response,
					waitingRequest.findOrRestart(request, response)
						.map((pending) -> "/signin/continue?request=" + pending.id())
						.orElse("/signin"));
			return;
		}
		if (stale && request.getRequestURI().startsWith("/device")) {
			// Somebody signed in or out elsewhere in this browser; they look again
			SeeOther.send(response, WayBack.signInFirst(request).orElseThrow());
			return;
		}
		if (denied instanceof CsrfException && !signedIn() && !Set.of(OPEN).contains(request.getRequestURI())) {
			// To a stranger nothing is here, whatever the method and the token
			signInFirst(request, response, lateForms);
			return;
		}
		Optional<String> filled = stale ? lateForms.keep(request) : Optional.empty();
		if (filled.isPresent()) {
			SeeOther.send(response, filled.get());
			return;
		}
		// What is for administrators is not there for anybody else
		response.sendError((denied instanceof CsrfException) ? HttpServletResponse.SC_FORBIDDEN
				: HttpServletResponse.SC_NOT_FOUND);
	}

	private static boolean signedIn() {
		return SecurityContextHolder.getContext().getAuthentication() != null;
	}

	private static String codes(HttpServletRequest request, Optional<PendingRequest> pending) {
		String page = RecoveryCodesController.PAGE;
		if (!request.getRequestURI().startsWith(SetUpController.PAGE)) {
			return page + "?next=/account/security";
		}
		return pending.map((waiting) -> page + "?request=" + waiting.id()).orElseGet(() -> WayBack.by(page, request));
	}

	/** Where the flow begins again after a form that was stale. */
	private static String again(HttpServletRequest request, Optional<PendingRequest> pending) {
		String page = request.getRequestURI();
		if (page.equals(MAIL_LINK)) {
			// The link still counts, and has been opened only
			String token = Optional.ofNullable(request.getParameter("token")).orElse("");
			String link = MAIL_LINK + "?token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
			return pending.map((waiting) -> link + "&request=" + waiting.id())
				.orElseGet(() -> WayBack.by(link, request));
		}
		return pending.map((waiting) -> "/signin/continue?request=" + waiting.id())
			.orElseGet(() -> WayBack.by(page.equals(SECOND_MAIL) ? "/signin/second" : page, request));
	}

	private static String uuidOrNone(String text) {
		return text.matches("[0-9a-fA-F-]{36}") ? text : "none";
	}

}
