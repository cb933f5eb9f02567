package dev.signet.session;

import java.util.Optional;

import dev.signet.account.AccountId;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * At which device something is done at this moment, for those who hear of it by an event.
 */
@Component
public class CurrentDevice {

	private final BrowserKey browserKey;

	CurrentDevice(BrowserKey browserKey) {
		this.browserKey = browserKey;
	}

	/**
	 * The device of the request that is being answered; empty when there is none, and
	 * when it is that of somebody else who is signed in: nobody is told where an operator
	 * sits.
	 * @param accountId to whose account something is done
	 */
	public Optional<Device> of(AccountId accountId) {
		Authentication current = SecurityContextHolder.getContext().getAuthentication();
		boolean stranger = current instanceof SessionAuthentication session
				&& !session.getPrincipal().accountId().equals(accountId);
		return (!stranger && RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)
				? Optional.of(this.browserKey.device(attributes.getRequest())) : Optional.empty();
	}

}
