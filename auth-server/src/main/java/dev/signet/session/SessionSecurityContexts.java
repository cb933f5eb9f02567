package dev.signet.session;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Says who is signed in, from the session cookie: one look-up for each request, and none
 * before somebody asks. Nothing is ever saved here; sessions are opened and ended by
 * those who know why.
 */
@Component
class SessionSecurityContexts implements SecurityContextRepository {

	private static final String LOADED = SessionSecurityContexts.class.getName() + ".loaded";

	private final SessionCookie cookie;

	private final Sessions sessions;

	SessionSecurityContexts(SessionCookie cookie, Sessions sessions) {
		this.cookie = cookie;
		this.sessions = sessions;
	}

	@Override
	public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
		return new Deferred(request);
	}

	/** The old way to ask, which the interface still demands. */
	@Override
	@Deprecated
	@SuppressWarnings("deprecation")
	public SecurityContext loadContext(
			org.springframework.security.web.context.HttpRequestResponseHolder requestResponseHolder) {
		return loadDeferredContext(requestResponseHolder.getRequest()).get();
	}

	@Override
	public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
		// A session is opened by the sign-in, not by whoever touched the context.
	}

	/**
	 * Whether the browser says so. The framework asks this at every request, and looking
	 * whether it is true would count as use of the session.
	 */
	@Override
	public boolean containsContext(HttpServletRequest request) {
		return this.cookie.read(request).isPresent();
	}

	/** Remembered for the request, so that its error page need not ask again. */
	Optional<SessionAuthentication> signedIn(HttpServletRequest request) {
		if (request.getAttribute(LOADED) instanceof Loaded loaded) {
			return loaded.authentication();
		}
		// Should the look-up fail, it must not fail again under the error page that says
		// so
		request.setAttribute(LOADED, new Loaded(Optional.empty()));
		Loaded loaded = new Loaded(this.cookie.read(request).flatMap(this.sessions::signedIn));
		request.setAttribute(LOADED, loaded);
		return loaded.authentication();
	}

	private record Loaded(Optional<SessionAuthentication> authentication) {
	}

	private final class Deferred implements DeferredSecurityContext {

		private final HttpServletRequest request;

		private @Nullable SecurityContext context;

		private Deferred(HttpServletRequest request) {
			this.request = request;
		}

		/** Always the same object, so that what is set in it stays. */
		@Override
		public SecurityContext get() {
			SecurityContext context = this.context;
			if (context == null) {
				context = new SecurityContextImpl();
				context.setAuthentication(signedIn(this.request).orElse(null));
				this.context = context;
			}
			return context;
		}

		@Override
		public boolean isGenerated() {
			return signedIn(this.request).isEmpty();
		}

	}

}
