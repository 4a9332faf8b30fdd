//! Skatteverket's answer: XML as a text, which SSBTEK carries in CDATA.

use jiff::civil::Date;

use super::within;
use crate::answers::Person;
use crate::xml::Writer;

/// The answer about a person and a period. The contract leaves the text open; its form is the sample's. The names of a
/// refund are the world's own: no public sample has one.
pub(super) fn xml(person: &Person, period: (Date, Date)) -> String {
    let known = person.sources.skv.part();
    let mut xml = Writer::document();
    let root = "SvarBeskattningsuppgifterEnligtSFS2008-975 \
        xmlns=\"http://xmls.skatteverket.se/se/skatteverket/zg/instans/standardiseradInformation/1.0\" \
        xmlns:besko=\"http://xmls.skatteverket.se/se/skatteverket/zg/komponent/infoForBeskattning/1.0\" \
        xmlns:folko=\"http://xmls.skatteverket.se/se/skatteverket/zg/komponent/infoForFolkbokforing/1.0\"";
    xml.inside(root, |xml| {
        xml.inside("PersonuppgiftLista", |xml| {
            xml.inside("Personuppgift", |xml| {
                xml.leaf("folko:IdentitetsbeteckningFysiskPerson", &person.number);
                if let Some(registered) = &person.registered {
                    xml.leaf("folko:Fornamn", &registered.fornamn);
                    xml.leaf("folko:Efternamn", &registered.efternamn);
                }
                xml.leaf("StatusPersonuppgiftKod", "999");
                for capital in known.map(|skv| skv.kapital.as_slice()).unwrap_or_default() {
                    xml.inside("Kapitaluppgift", |xml| {
                        xml.show("besko:Taxeringsar", capital.taxeringsar);
                        xml.show("besko:SummaIntakterPaKapital", &capital.intakter);
                        xml.show("besko:OverskottPaKapital", &capital.overskott);
                    });
                }
                let refunds = known.map(|skv| skv.aterbetalning.as_slice()).unwrap_or_default();
                for refund in refunds.iter().filter(|refund| within(refund.datum, period)) {
                    xml.inside("Aterbetalningsuppgift", |xml| {
                        xml.show("besko:Aterbetalningsdatum", refund.datum);
                        xml.show("besko:AterbetaltBelopp", &refund.belopp);
                    });
                }
            });
        });
    });
    xml.done()
}
