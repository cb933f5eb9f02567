package dev.signet.flow;

import java.util.List;

import dev.signet.directory.Directories;
import dev.signet.directory.TestDirectories;
import dev.signet.directory.TestDirectoryServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of roles when groups or rules of a directory change, without a sign-in;
 * and a directory that shows no groups takes nothing.
 */
class DirectoryGroupsFlowTests extends DirectoryMember {

	@Test
	void lookWhenGroupsChangedThenRolesFollowWithoutASignIn() {
		RelyingParty app = this.actors.app();
		this.server.group("editors", TestDirectoryServer.BIND_DN);
		look();
		assertThat(account().roles()).containsExactly("USER");
		assertThat(signedIn()).as("the session goes on, with less").isTrue();
		assertThat(this.actors.events(account().id())).contains("account.roles-changed");
		this.server.group("editors", this.dn);
		look();
		assertThat(account().roles()).containsExactlyInAnyOrder("USER", "EDITOR");
		assertThat(app.authorize(this.browser, app.request()).address().getPath()).isEqualTo("/consent");
		long events = this.actors.events(account().id()).size();
		look();
		assertThat(this.actors.events(account().id())).as("nothing new, so nothing is written")
			.hasSize(Math.toIntExact(events));
	}

	@Test
	void lookWhenRulesChangedThenWhatTheyGaveIsTaken() {
		TestDirectories.change(this.beans, this.directory, TestDirectories.settings(this.server), account().id());
		this.directory = this.beans.getBean(Directories.class).find(this.directory.id()).orElseThrow();
		look();
		assertThat(account().roles()).containsExactly("USER");
	}

	/** The directory shows none of two, so the one that is missing may be there. */
	@Test
	void lookWhenGroupsAreCutThenNothingIsTakenAndAdministratorsAreWarned() {
		this.server.group("another", this.dn);
		this.server.group("zeta", this.dn);
		this.server.group("editors", TestDirectoryServer.BIND_DN);
		this.server.most(1);
		look();
		assertThat(account().roles()).containsExactlyInAnyOrder("USER", "EDITOR");
		look();
		assertThat(this.actors.events(account().id())).filteredOn("directory.groups-cut"::equals).as("once").hasSize(1);
		Browser admin = this.actors.signedIn(this.actors.person("ADMIN"));
		String page = "/admin/directories/" + this.directory.id();
		assertThat(admin.open(page).document().select("[aria-labelledby=warnings]").text()).contains("One person is");
		assertThat(admin.open("/admin").document().select("li:has(a[href=" + page + "])").text())
			.contains("Example directory: one person is in more groups than can be read (5,000)");
		this.server.most(0);
		look();
		assertThat(account().roles()).as("now all are seen").containsExactly("USER");
		assertThat(admin.open(page).document().select("[aria-labelledby=warnings]")).isEmpty();
		assertThat(admin.open("/admin").document().select("a[href=" + page + "]")).isEmpty();
	}

	/** That takes a search for each, and whoever is gone is not to wait for it. */
	@Test
	void lookForPeopleThenNobodyIsAskedForGroups() {
		List<String> before = this.server.filters();
		TestDirectories.lookForPeople(this.beans, this.directory);
		List<String> filters = this.server.filters().subList(before.size(), this.server.filters().size());
		assertThat(filters).isNotEmpty().noneMatch((filter) -> filter.contains("member="));
		look();
		assertThat(this.server.filters()).last().asString().contains("member=");
	}

	/** What is said about the groups of nobody says nothing. */
	@Test
	void lookWhenGroupsCannotBeReadThenNothingIsTaken() {
		for (int i = 0; i < 4; i++) {
			String more = i + this.name;
			this.server.person(more, PASSWORD);
			signIn(more, PASSWORD);
		}
		this.server.hideGroups(true);
		look();
		assertThat(signedIn()).isTrue();
		assertThat(account().roles()).containsExactlyInAnyOrder("USER", "EDITOR");
		assertThat(this.actors.events(account().id())).as("administrators are warned").contains("directory.groups-cut");
		this.server.hideGroups(false);
		assertThat(signIn(this.actors.browser()).address().getPath()).as("the directory is asked as before")
			.isEqualTo("/account");
	}

	/** As when the name for searching has lost its rights to them. */
	@Test
	void lookWhenDirectoryShowsNoGroupsThenNothingIsTaken() {
		this.server.maskGroups(true);
		look();
		assertThat(account().roles()).containsExactlyInAnyOrder("USER", "EDITOR");
		assertThat(signIn(this.actors.browser()).address().getPath()).isEqualTo("/account");
		assertThat(account().roles()).containsExactlyInAnyOrder("USER", "EDITOR");
		assertThat(this.actors.events(account().id())).filteredOn("directory.groups-cut"::equals).as("once").hasSize(1);
		this.server.maskGroups(false);
		this.server.group("editors", TestDirectoryServer.BIND_DN);
		look();
		assertThat(account().roles()).as("now they are shown").containsExactly("USER");
	}

	@Test
	void lookWhenGroupsOfOneCannotBeReadThenThoseOfTheOthersAre() {
		signIn(this.other, "else");
		this.server.hideGroupsOf(this.dn);
		this.server.group("editors", "uid=" + this.other + "," + TestDirectoryServer.PEOPLE);
		look();
		assertThat(this.accounts.findByLogin(this.other).orElseThrow().roles()).contains("EDITOR");
		assertThat(account().roles()).as("it is not known").contains("EDITOR");
		assertThat(this.actors.events(account().id())).contains("directory.groups-cut");
	}

}
