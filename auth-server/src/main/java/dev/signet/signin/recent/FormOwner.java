package dev.signet.signin.recent;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.account.SignedInAccount;
import dev.signet.key.MasterKey;
import dev.signet.session.BrowserKey;
import dev.signet.session.SessionAuthentication;
import dev.signet.signin.journey.WayBack;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Says to whom a form was shown: a hidden field with the account, sealed for the browser,
 * which stands in the forms of those who are signed in. Who is signed in when the form
 * comes back may be nobody, or somebody else, and what was typed into it is theirs to see
 * whom the form was for. It is no proof of who sends it.
 */
@Component
class FormOwner implements HandlerInterceptor, WebMvcConfigurer {

	/** The field. */
	static final String FIELD = "owner";

	private final MasterKey masterKey;

	private final BrowserKey browserKey;

	FormOwner(MasterKey masterKey, BrowserKey browserKey) {
		this.masterKey = masterKey;
		this.browserKey = browserKey;
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this);
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		// Asking who is signed in counts as use of the session, so not everywhere
		SignedInAccount person = WayBack.of(request).isPresent() ? SessionAuthentication.current() : null;
		if (person != null) {
			seal(person.accountId(), request).ifPresent((sealed) -> request.setAttribute("formOwner", sealed));
		}
		KeptForm form = (handler instanceof HandlerMethod method) ? method.getMethodAnnotation(KeptForm.class) : null;
		if (form != null) {
			// For when it is shown again, with an error
			request.setAttribute(KeptForms.SHOWN, KeptForms.shown(request.getParameterMap(), form));
		}
		return true;
	}

	private Optional<String> seal(AccountId owner, HttpServletRequest request) {
		UUID id = owner.value();
		byte[] account = ByteBuffer.allocate(16)
			.putLong(id.getMostSignificantBits())
			.putLong(id.getLeastSignificantBits())
			.array();
		return context(request).map((context) -> this.masterKey.seal(account, context));
	}

	/**
	 * Whom a form was for that this browser sends; empty when it does not truly say so.
	 */
	Optional<AccountId> open(HttpServletRequest request) {
		String sealed = request.getParameter(FIELD);
		return (sealed == null) ? Optional.empty()
				: context(request).flatMap((context) -> this.masterKey.open(sealed, context)).map(FormOwner::read);
	}

	private static AccountId read(byte[] account) {
		ByteBuffer id = ByteBuffer.wrap(account);
		return new AccountId(new UUID(id.getLong(), id.getLong()));
	}

	private Optional<String> context(HttpServletRequest request) {
		return this.browserKey.hexDigest(request).map((browser) -> "form-owner/" + browser);
	}

}
