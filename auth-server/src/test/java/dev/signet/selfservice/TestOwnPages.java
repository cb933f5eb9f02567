package dev.signet.selfservice;

import java.util.UUID;

import dev.signet.account.AccountId;
import dev.signet.account.SignedInAccount;
import dev.signet.credential.PasswordHash;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.servlet.mvc.support.RedirectAttributesModelMap;

/** What a person's own pages do, in a transaction of a test. */
public final class TestOwnPages {

	private TestOwnPages() {
	}

	/** Gives somebody another password, in their session. */
	public static void changePassword(SignedInAccount person, PasswordHash hash, BeanFactory beans) {
		beans.getBean(PasswordChange.class).change(person, hash);
	}

	/** Takes back all that an app may do. */
	public static void removeApp(AccountId accountId, UUID clientId, BeanFactory beans) {
		beans.getBean(AppAccess.class).remove(accountId, clientId);
	}

	/** Ends all sessions of somebody but theirs. */
	public static void endOtherSessions(SignedInAccount person, BeanFactory beans) {
		beans.getBean(SessionsController.class)
			.endOthers(person, "", new MockHttpServletRequest(), new RedirectAttributesModelMap());
	}

}
