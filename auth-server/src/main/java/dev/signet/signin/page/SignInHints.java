package dev.signet.signin.page;

import java.util.List;

import org.springframework.modulith.NamedInterface;

/**
 * What the sign-in page may tell strangers about who can sign in. Only the demonstration
 * has any.
 */
@NamedInterface("page")
public interface SignInHints {

	/** The people to offer, in the order to show them. */
	List<Person> people();

	/**
	 * Somebody whose password is public.
	 *
	 * @param username what to type as the name
	 * @param password what to type as the password
	 * @param roles the roles held as text for people, empty for none
	 */
	record Person(String username, String password, String roles) {
	}

}
